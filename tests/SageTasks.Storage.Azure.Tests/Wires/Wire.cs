using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>Azure as a script: each request is answered by the test, and kept.</summary>
internal sealed class Wire(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static readonly Uri Account = new("https://account.blob.core.windows.net");

    public List<HttpRequestMessage> Requests { get; } = [];

    public IEnumerable<string> Methods => Requests.Select(request => request.Method.Method);

    /// <summary>A store that repeats without waiting.</summary>
    public AzureBlobStore Store(int retries = 2) => new(Client(retries));

    public BlobServiceClient Client(int retries = 2)
    {
        var settings = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(this)), Retry = { Delay = TimeSpan.Zero, MaxRetries = retries } };
        return new BlobServiceClient(Account, new StorageSharedKeyCredential("account", "c2VjcmV0"), settings);
    }

    /// <summary>An answer with what Azure says of every blob.</summary>
    public static HttpResponseMessage Answer(HttpStatusCode status, params (string Name, string Value)[] headers) => Answer(status, [], headers);

    public static HttpResponseMessage Answer(HttpStatusCode status, byte[] body, params (string Name, string Value)[] headers)
    {
        var message = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentLength = body.Length;
        message.Headers.TryAddWithoutValidation("x-ms-request-id", "request-1");
        message.Headers.TryAddWithoutValidation("ETag", "\"0x1\"");
        message.Content.Headers.TryAddWithoutValidation("Last-Modified", "Sun, 22 Nov 2026 09:00:00 GMT");
        foreach (var (name, value) in headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>A refusal as Azure words it.</summary>
    public static HttpResponseMessage Refusal(HttpStatusCode status, string code, string words = "No.")
    {
        var message = Answer(status, ("x-ms-error-code", code));
        message.Content = new StringContent(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{words}\nRequestId:request-1\nTime:now</Message></Error>",
            Encoding.UTF8,
            "application/xml");
        return message;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(answer(request));
    }
}
