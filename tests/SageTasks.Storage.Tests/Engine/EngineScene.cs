using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

/// <summary>Two stores in memory (<c>s3</c> and <c>gs</c>), local files, and an engine that copies in small parts.</summary>
internal sealed class EngineScene : IDisposable
{
    public const int PartSize = 64 * Data.KiB;

    public EngineScene(MultipartSupport multipart = MultipartSupport.Parallel, StoreLimits? limits = null)
    {
        To = new MemoryStore(multipart, limits) { Schemes = [LocationScheme.Gs] };
        Options = new TransferOptions { PartSize = PartSize, RetryDelay = TimeSpan.FromMilliseconds(1), StateFolder = Folder["state"] };
    }

    public TempFolder Folder { get; } = new();

    public MemoryStore From { get; init; } = new();

    public MemoryStore To { get; init; }

    public TransferOptions Options { get; }

    public Location Source { get; } = Location.Parse("s3://bucket/reads.fastq.gz");

    public Location Target { get; } = Location.Parse("gs://bucket/copy.fastq.gz");

    /// <summary>A new engine, as a new process would make it.</summary>
    public TransferEngine Engine => new(new ObjectStores(From, To), Options);

    public bool HasJournal => Directory.Exists(Options.StateFolder) && Directory.EnumerateFiles(Options.StateFolder).Any();

    public async Task<byte[]> PutAsync(int size, int seed = 1, PutOptions? options = null)
    {
        var bytes = Data.Random(size, seed);
        await From.PutAsync(Source, ObjectContent.Of(bytes), options ?? new PutOptions());
        return bytes;
    }

    public Task<TransferResult> CopyAsync(CopyOptions? options = null, CancellationToken cancellationToken = default) =>
        Engine.CopyAsync(Source, Target, options, cancellationToken: cancellationToken);

    public void Dispose() => Folder.Dispose();
}
