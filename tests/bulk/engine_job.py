"""One job on Spark or Ray, as a user would write it: engine_job.py spark|ray IN.parquet OUT PARTITIONS CORES."""

# ruff: noqa: PLC0415 - one of the two engines is loaded

import os
import sys

JVM = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)


def spark(source: str, target: str, partitions: int, cores: int) -> None:
    from pyspark.sql import SparkSession

    from newsassay.bulk.spark import score

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master(f"local[{cores}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        # The JVM moves rows and little else: compiling and collecting with all its threads costs more than it gains,
        # and so does verifying the bytecode of what was installed.
        .config("spark.driver.extraJavaOptions", " ".join(JVM))
        .getOrCreate()
    )
    score(session.read.parquet(source), repartition=partitions, keep=["shelf"]).write.parquet(target)
    session.stop()


def ray(source: str, target: str, partitions: int, cores: int) -> None:
    # Read as it is imported: no process is started before there is work for it, and none to tell anybody of the job.
    os.environ |= {"RAY_enable_worker_prestart": "0", "RAY_prestart_worker_first_driver": "0"}
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    from newsassay.bulk.ray import score

    ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, configure_logging=False)
    articles = ray.data.read_parquet(source).repartition(partitions)
    score(articles, keep=["shelf"]).write_parquet(target)
    ray.shutdown()


if __name__ == "__main__":
    engine, source_, target_, partitions_, cores_ = sys.argv[1:]
    {"spark": spark, "ray": ray}[engine](source_, target_, int(partitions_), int(cores_))
