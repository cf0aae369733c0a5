    # Of several rows with one key, the first stays.
    leads = leads[leads["key"].isna() | ~leads["key"].duplicated()]
