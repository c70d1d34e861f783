using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using SageTasks.Http;

namespace SageTasks.Storage.S3;

/// <summary>Sets AWS's library up so that it adds nothing to what the store sends, and leaves bodies as they come.</summary>
internal static class S3ClientFactory
{
    private const int CopyBuffer = 256 * 1024;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are wrong, or lack a region.</exception>
    public static AmazonS3Client Make(S3Options options, HttpClientFactory? http = null)
    {
        ClientOptions.ThrowIfInvalid(options, options.Validate());
        try
        {
            var config = Configure(options, http);
            var client = Credentials(options) is { } credentials ? new RepeatingS3Client(credentials, config) : new RepeatingS3Client(config);
            ClientOptions.ThrowIfInvalid(options, Problems(client, options));
            return client;
        }
        catch (AmazonClientException e)
        {
            ClientOptions.ThrowIfInvalid(options, [$"{Redaction.Text(e.Message)}. Set {nameof(S3Options.Region)} (or AWS_REGION), or {nameof(S3Options.Endpoint)}."]);
            throw;
        }
    }

    // The address may come from the environment or from a profile as well.
    private static IEnumerable<string> Problems(AmazonS3Client client, S3Options options) =>
        ApiEndpoint.Problem(S3Session.AddressOf(client), options.AllowInsecureHttp) is { } problem ? [problem] : [];

    private static AmazonS3Config Configure(S3Options options, HttpClientFactory? http)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.PathStyle ?? options.Endpoint is not null,
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = options.MaxRetries,

            // A large body may take long: silence is what ends a request, and the store measures it.
            Timeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = ConnectTime,
            BufferSize = CopyBuffer,

            // The store sends checksums itself; the library's would come as trailers, which RADOS Gateway refuses and s3rver stores.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            HttpClientFactory = http,
        };
        if (options.Endpoint is not null)
        {
            config.ServiceURL = options.Endpoint.AbsoluteUri;
            config.AuthenticationRegion = options.Region ?? RegionEndpoint.USEast1.SystemName;
        }
        else if (!string.IsNullOrEmpty(options.Region))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        if (!string.IsNullOrEmpty(options.Profile))
        {
            config.Profile = new Profile(options.Profile);
        }

        return config;
    }

    private static AWSCredentials? Credentials(S3Options options) => options switch
    {
        { Anonymous: true } => new AnonymousAWSCredentials(),
        { AccessKey: { Length: > 0 } key, SessionToken: { Length: > 0 } token } => new SessionAWSCredentials(key, options.SecretKey, token),
        { AccessKey: { Length: > 0 } key } => new BasicAWSCredentials(key, options.SecretKey),
        _ => null,
    };
}
