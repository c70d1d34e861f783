using BenchmarkDotNet.Attributes;
using SageTasks.Runs;

namespace SageTasks.Benchmarks;

/// <summary>The key of one launch.</summary>
[MemoryDiagnoser]
public class KeyBenchmark
{
    [Benchmark]
    public SubmissionKey Key() => KeyWork.KeyOf(7);
}
