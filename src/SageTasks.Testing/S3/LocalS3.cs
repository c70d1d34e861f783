using SageTasks.Testing.S3;

namespace SageTasks.Testing;

/// <summary>
/// Amazon S3 on loopback: buckets and objects by its REST API, stateful, with conditional writes, multipart uploads, checksums and signatures
/// that are verified. Any client of the published API that can be given an endpoint and path-style addresses can talk to it.
/// </summary>
/// <remarks>
/// AWS's own tools take its address from <c>AWS_ENDPOINT_URL_S3</c>, the keys from <c>AWS_ACCESS_KEY_ID</c> and
/// <c>AWS_SECRET_ACCESS_KEY</c>. What really happened stands in <see cref="Journal"/>: <c>bucket.created</c>, <c>bucket.deleted</c>,
/// <c>object.created</c>, <c>object.deleted</c>, <c>upload.started</c>, <c>part.received</c>, <c>upload.aborted</c>.
/// </remarks>
public sealed class LocalS3 : IAsyncDisposable
{
    private readonly S3Server _server;
    private readonly LoopbackHost _host;

    private LocalS3(S3Server server, LoopbackHost host) => (_server, _host) = (server, host);

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:8004/</c>.</summary>
    public Uri Url => _host.Url;

    /// <summary>The id of the access key that may do everything.</summary>
    public string AccessKey => _server.Keys.Id;

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    public string SecretKey => _server.Keys.Secret;

    /// <summary>The region that requests are signed for.</summary>
    public string Region => _server.Keys.Region;

    /// <summary>What really happened.</summary>
    public CommitJournal Journal => _server.State.Journal;

    /// <summary>The faults, which can be changed and switched off while it runs.</summary>
    public FaultInjector Faults => _server.Faults;

    /// <summary>Starts a server; disposing it stops it.</summary>
    /// <param name="options">What it should be like; null for the defaults: a free port, a temporary folder, no buckets, no faults.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or the state folder cannot be used: another process has it open, or it cannot be written.</exception>
    /// <exception cref="ArgumentException">The port is out of range, or a key cannot be sent in a header.</exception>
    /// <exception cref="FormatException">The fault plan makes no sense.</exception>
    public static async Task<LocalS3> StartAsync(LocalS3Options? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LocalS3Options();
        options.Check();
        options.CheckKey();
        var server = S3Server.Open(options);
        try
        {
            return new LocalS3(server, await LoopbackHost.StartAsync(server.Setup, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Makes a bucket; one that is there takes on what is said here.</summary>
    /// <param name="name">The bucket's name.</param>
    /// <param name="isPublic">Whether everyone may read and list it without a signature.</param>
    public void CreateBucket(string name, bool isPublic = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _server.World.PutBucket(name, isPublic);
    }

    /// <summary>Stops the server. Without a state folder, its files go with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _server.Dispose();
    }
}
