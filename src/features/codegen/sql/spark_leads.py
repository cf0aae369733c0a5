    read(spark, options.leads, options).createOrReplaceTempView("lab_leads")
