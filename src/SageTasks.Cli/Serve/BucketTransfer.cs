using SageTasks.Storage;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;
using SageTasks.Testing;

namespace SageTasks.Cli;

/// <summary>Lets tasks of TES read and write the buckets of this host, by the transfer engine.</summary>
internal sealed class BucketTransfer : ILocalTesTransfer, IDisposable
{
    private readonly S3Store? _s3;
    private readonly TransferEngine _engine;

    public BucketTransfer(LocalS3? s3, LocalGcs? gcs)
    {
        var stores = new ObjectStores();
        if (s3 is not null)
        {
            _s3 = new S3Store(new S3Options { Endpoint = s3.Url, AccessKey = s3.AccessKey, SecretKey = s3.SecretKey });
            stores.Add(_s3);
        }

        if (gcs is not null)
        {
            stores.Add(new GcsStore(new GcsOptions { Endpoint = gcs.Url, TokenProvider = _ => ValueTask.FromResult(gcs.Token) }));
        }

        _engine = new TransferEngine(stores);
    }

    public async Task DownloadAsync(string url, string path, bool isDirectory, CancellationToken cancellationToken = default)
    {
        if (!isDirectory)
        {
            await _engine.CopyAsync(Location.Parse(url), Location.FromPath(path), cancellationToken: cancellationToken);
            return;
        }

        Directory.CreateDirectory(path);
        var plan = TransferPlan.FromPrefix(Location.Parse(url.TrimEnd('/') + "/"), Location.FromPath(path + "/"));
        await foreach (var item in _engine.RunAsync(plan, cancellationToken: cancellationToken))
        {
            if (item.Exception is not null)
            {
                throw item.Exception;
            }
        }
    }

    public Task UploadAsync(string path, string url, CancellationToken cancellationToken = default) =>
        _engine.CopyAsync(Location.FromPath(path), Location.Parse(url), cancellationToken: cancellationToken);

    public void Dispose() => _s3?.Dispose();
}
