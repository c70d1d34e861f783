using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Internal;

namespace SageTasks.Storage.S3;

/// <summary>AWS's client, which repeats what AWS refuses in passing, and 429 besides: that is how stores other than AWS say "slow down".</summary>
internal sealed class RepeatingS3Client : AmazonS3Client
{
    public RepeatingS3Client(AmazonS3Config config)
        : base(config)
    {
    }

    public RepeatingS3Client(AWSCredentials credentials, AmazonS3Config config)
        : base(credentials, config)
    {
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new Policy(Config)));
    }

    private sealed class Policy(IClientConfig config) : AmazonS3StandardRetryPolicy(config)
    {
        public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
            exception is AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests }
                ? Task.FromResult(true)
                : base.RetryForExceptionAsync(executionContext, exception);
    }
}
