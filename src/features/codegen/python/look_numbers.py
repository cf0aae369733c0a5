features.describe()
