using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using SageTasks.Storage;
using SageTasks.Storage.S3;

namespace SageTasks.TrimmedApp;

internal static class S3Checks
{
    private const string List = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name><IsTruncated>false</IsTruncated>
        <Contents><Key>reads%2Fa.txt</Key><Size>4</Size><ETag>&quot;tag&quot;</ETag></Contents></ListBucketResult>
        """;

    public static async Task<string> ObjectsComeBackAsync()
    {
        var config = new AmazonS3Config { ServiceURL = "https://s3.example.org", ForcePathStyle = true, AuthenticationRegion = "us-east-1", HttpClientFactory = new Answers() };
        using var client = new AmazonS3Client(new BasicAWSCredentials("key", "secret"), config);
        using var store = new S3Store(client);
        await foreach (var found in store.ListAsync(Location.Parse("s3://bucket/")))
        {
            await using var body = await store.OpenAsync(found.Location, ByteRange.All, found.Version);
            using var reader = new StreamReader(body.Stream);
            Survivors.Require(await reader.ReadToEndAsync(), "ACGT");
            Survivors.Require(body.IsRange, true);
            return found.Location.ToString();
        }

        throw new InvalidOperationException("The list is empty: trimming took away something that is needed.");
    }

    private sealed class Answers : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler());

        private sealed class Handler : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                Task.FromResult(request.Headers.Contains("Range") ? Reads(request) : Listed(request));

            private static HttpResponseMessage Listed(HttpRequestMessage request) =>
                new(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(List, Encoding.UTF8, "application/xml") };

            private static HttpResponseMessage Reads(HttpRequestMessage request)
            {
                var content = new ByteArrayContent("ACGT"u8.ToArray());
                content.Headers.ContentRange = new ContentRangeHeaderValue(0, 3, 4);
                return new(HttpStatusCode.PartialContent) { RequestMessage = request, Content = content, Headers = { ETag = new EntityTagHeaderValue("\"tag\"") } };
            }
        }
    }
}
