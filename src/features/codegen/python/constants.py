# What was chosen in the lab, and what it found in the columns.
LEADS, LEADS_KEY = {{LEADS_NAME}}, {{LEADS_KEY}}
TRANSACTIONS, TRANSACTIONS_KEY, TRANSACTIONS_TIME = {{TRANSACTIONS_NAME}}, {{TRANSACTIONS_KEY}}, {{TRANSACTIONS_TIME}}
# Further columns of the transactions that the features read.
FURTHER = {{FURTHER}}
# Columns that are copied from the leads: name in the table, column of the leads, type in SQLite.
COPIED = [
{{COPIED}}
]
# The order of the leads in SQLite.
LEADS_ORDER = {{LEADS_ORDER}}
AS_OF = {{AS_OF_TEXT}}
TARGET = {{TARGET_NAME}}
DATABASE = {{DATABASE_NAME}}
# The features with their types, and the values of customers without transactions.
FEATURES = {{FEATURES}}
FILL = {{FILL}}

