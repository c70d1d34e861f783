using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SageTasks.Runs;

/// <summary>Traces and counters of the guard and the watcher, under the name of the package.</summary>
internal static class RunTelemetry
{
    public const string Name = "SageTasks.Core";

    private const string PlatformTag = "sagetasks.platform";
    private const string OutcomeTag = "sagetasks.outcome";
    private const string RunTag = "sagetasks.run.id";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Submissions =
        Meter.CreateCounter<long>("sagetasks.submissions", "{submission}", "Submissions answered, by platform and outcome.");

    private static readonly Counter<long> CanceledTwins =
        Meter.CreateCounter<long>("sagetasks.twins.canceled", "{run}", "Superfluous runs cancelled, by platform.");

    public static Activity? Submit(SubmissionKey key, string platform) => Source.StartActivity("sagetasks.submit")
        ?.SetTag("sagetasks.key", key.Value).SetTag(PlatformTag, platform);

    public static void Submitted(Activity? activity, Submission submission) => activity
        ?.SetTag(OutcomeTag, submission.Outcome.ToString()).SetTag(RunTag, submission.RunId).SetTag("sagetasks.attempt", submission.Attempt);

    public static Activity? Wait(Submission submission, string platform) => Source.StartActivity("sagetasks.wait")
        ?.SetTag("sagetasks.key", submission.Key.Value).SetTag(PlatformTag, platform).SetTag(RunTag, submission.RunId);

    public static void Ended(Activity? activity, RunSnapshot run) => activity?.SetTag(RunTag, run.Id).SetTag("sagetasks.run.state", run.State.ToString());

    public static void Failed(Activity? activity, Exception error) => activity
        ?.SetTag("error.type", error.GetType().FullName).SetStatus(ActivityStatusCode.Error, error is SubmissionException or Http.ApiException ? error.Message : null);

    public static void Count(string platform, SubmissionOutcome outcome, int canceledTwins)
    {
        Submissions.Add(1, new(PlatformTag, platform), new(OutcomeTag, outcome.ToString()));
        CanceledTwins.Add(canceledTwins, new KeyValuePair<string, object?>(PlatformTag, platform));
    }
}
