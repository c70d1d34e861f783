using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace SageTasks.Testing.Tests;

/// <summary>A local S3 with AWS's own client, as AWS sets it up: streamed bodies are signed chunk by chunk, with a checksum in the trailer.</summary>
internal sealed class S3Session : IAsyncDisposable
{
    public const string Bucket = "reads";
    public const int SmallestPart = 5 * 1024 * 1024;

    private S3Session(LocalS3 server)
    {
        Server = server;
        Client = Connect(server.SecretKey);
    }

    public LocalS3 Server { get; }

    public AmazonS3Client Client { get; }

    public static async Task<S3Session> StartAsync(LocalS3Options? options = null) =>
        new(await LocalS3.StartAsync((options ?? new LocalS3Options()) with { Buckets = [Bucket] }));

    public AmazonS3Client Connect(string secret) => new(
        new BasicAWSCredentials(Server.AccessKey, secret),
        new AmazonS3Config { ServiceURL = Server.Url.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = Server.Region, MaxErrorRetry = 0 });

    public Task<PutObjectResponse> PutAsync(string key, byte[] bytes, Action<PutObjectRequest>? change = null)
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = new MemoryStream(bytes) };
        change?.Invoke(request);
        return Client.PutObjectAsync(request);
    }

    public async Task<byte[]> GetAsync(string key, Action<GetObjectRequest>? change = null)
    {
        var request = new GetObjectRequest { BucketName = Bucket, Key = key };
        change?.Invoke(request);
        using var answer = await Client.GetObjectAsync(request);
        using var memory = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(memory);
        return memory.ToArray();
    }

    /// <summary>The error code of a request that must be refused.</summary>
    public static async Task<string> CodeAsync(Func<Task> request) => (await Assert.ThrowsAnyAsync<AmazonS3Exception>(request)).ErrorCode;

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
