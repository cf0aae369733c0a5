    # The rows keep their numbers, by which the first of several with one key is known.
    read(spark, options.leads, options).persist().createOrReplaceTempView("lab_leads")
