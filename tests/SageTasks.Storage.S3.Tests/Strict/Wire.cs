using System.Net;
using System.Text;
using Amazon.Runtime;

namespace SageTasks.Storage.S3.Tests;

/// <summary>Answers requests as a test says, without a network.</summary>
internal sealed class Wire(Func<StrictRequest, HttpResponseMessage> answer) : HttpClientFactory
{
    public List<StrictRequest> Requests { get; } = [];

    public List<Uri> Addresses { get; } = [];

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this)) { Timeout = Timeout.InfiniteTimeSpan };

    public S3Store Store(string endpoint = "https://s3.example.org") =>
        Store(new S3Options { Endpoint = new Uri(endpoint), AccessKey = "AKIDEXAMPLE", SecretKey = "a-secret-that-never-shows", MaxRetries = 0 });

    public S3Store Store(S3Options options, TimeProvider? time = null) => new(options, time, this);

    public static HttpResponseMessage Answer(int status, params IEnumerable<(string Name, string Value)> headers)
    {
        var made = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in headers)
        {
            if (!made.Headers.TryAddWithoutValidation(name, value))
            {
                made.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return made;
    }

    public static HttpResponseMessage Xml(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/xml") };

    public static HttpResponseMessage Refusal(int status, string code, string message) => new((HttpStatusCode)status)
    {
        Content = new StringContent($"<Error><Code>{code}</Code><Message>{message}</Message><RequestId>REQUEST7</RequestId></Error>", Encoding.UTF8, "application/xml"),
    };

    private sealed class Handler(Wire wire) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            wire.Addresses.Add(request.RequestUri!);
            wire.Requests.Add(await StrictRequest.ReadAsync(request, cancellationToken));
            var answer = wire.Answered(wire.Requests[^1]);
            answer.RequestMessage = request;
            return answer;
        }
    }

    private HttpResponseMessage Answered(StrictRequest request) => answer(request);
}
