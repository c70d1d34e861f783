using BenchmarkDotNet.Attributes;

namespace SageTasks.Benchmarks;

/// <summary>Ten thousand rows from a manifest to a checked sheet, in memory.</summary>
[MemoryDiagnoser]
public class SheetBenchmark
{
    private const int Rows = 10_000;
    private byte[] _manifest = [];

    [GlobalSetup]
    public void Setup()
    {
        using var manifest = new MemoryStream();
        SheetWork.WriteManifest(manifest, Rows);
        _manifest = manifest.ToArray();
    }

    [Benchmark(OperationsPerInvoke = Rows)]
    public async Task<long> Row()
    {
        using var manifest = new MemoryStream(_manifest);
        return (await SheetWork.WriteSheetAsync(manifest, Stream.Null)).RowCount;
    }
}
