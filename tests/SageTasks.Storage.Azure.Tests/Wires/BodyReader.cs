using Azure.Core.Pipeline;
using Azure.Storage.Blobs;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>A server that reads what it is sent.</summary>
internal sealed class BodyReader : HttpMessageHandler
{
    public int Requests { get; private set; }

    public BlobServiceClient Client() =>
        new(Wire.Account, new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(this)), Retry = { Delay = TimeSpan.Zero } });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        return Wire.Answer(System.Net.HttpStatusCode.Created);
    }
}
