using System.Globalization;
using SageTasks.Runs;

namespace RoundTrip;

/// <summary>How numbers and outcomes are told.</summary>
internal static class Words
{
    public static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    public static string Of(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Launched => "launched",
        SubmissionOutcome.Attached => "attached to",
        SubmissionOutcome.Reused => "reused",
        SubmissionOutcome.Resumed => "resumed as",
        _ => "started anew as",
    };

    /// <summary>The message of a wrong option, without the name that it has in code.</summary>
    public static string Plain(Exception e) => e.Message.Split(" (Parameter '")[0];
}
