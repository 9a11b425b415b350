"""One job on Spark or Ray, as a user would write it: engine_job.py spark|ray IN.parquet OUT PARTITIONS."""

# ruff: noqa: PLC0415 - one of the two engines is loaded

import os
import sys


def spark(source: str, target: str, partitions: int) -> None:
    from pyspark.sql import SparkSession

    from newsassay.bulk.spark import score

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        # The JVM moves rows and little else: compiling and collecting with all its threads costs more than it gains.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .getOrCreate()
    )
    score(session.read.parquet(source), repartition=partitions, keep=["shelf"]).write.parquet(target)
    session.stop()


def ray(source: str, target: str, partitions: int) -> None:
    import ray

    from newsassay.bulk.ray import score

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    articles = ray.data.read_parquet(source).repartition(partitions)
    score(articles, keep=["shelf"]).write_parquet(target)
    ray.shutdown()


if __name__ == "__main__":
    engine, source_, target_, partitions_ = sys.argv[1:]
    {"spark": spark, "ray": ray}[engine](source_, target_, int(partitions_))
