using Polly;
using Polly.Retry;

namespace SageTasks.Http;

/// <summary>Builds the Polly pipeline, which asks each call whether and when it may be repeated.</summary>
internal static class RetryPipeline
{
    public static ResiliencePipeline Create(RetryOptions options, TimeProvider time)
    {
        if (options.MaxAttempts == 1)
        {
            return ResiliencePipeline.Empty;
        }

        return new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                ShouldHandle = static args => ValueTask.FromResult(Delay(args.Context) is not null),
                DelayGenerator = static args => ValueTask.FromResult(Delay(args.Context)),
            })
            .Build();
    }

    private static TimeSpan? Delay(ResilienceContext context) => context.Properties.GetValue(ApiCall.Key, null!).RetryIn;
}
