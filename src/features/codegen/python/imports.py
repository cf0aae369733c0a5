{{IMPORTS}}

import numpy as np
import pandas as pd
import sqlalchemy as sa

