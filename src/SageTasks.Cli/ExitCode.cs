using Microsoft.Extensions.Options;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>What the command answers to whoever started it. The numbers stay as they are from one version to the next.</summary>
internal static class ExitCode
{
    /// <summary>Done, or nothing was left to do.</summary>
    public const int Done = 0;

    /// <summary>Failed, and the same command will fail again until something is changed: a local file, folder or disk, too.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong; nothing was sent.</summary>
    public const int WrongUse = 2;

    /// <summary>What was asked for is not there.</summary>
    public const int NotFound = 3;

    /// <summary>A token is missing, wrong, or may not do this. What this machine's own permissions forbid is <see cref="Failed"/>.</summary>
    public const int AccessDenied = 4;

    /// <summary>Something else is in its place: other work under the same key, a file that was not to be overwritten, a version that changed.</summary>
    public const int Conflict = 5;

    /// <summary>The run ended, and not well.</summary>
    public const int RunFailed = 6;

    /// <summary>Whether it took effect is not known. The same command finds out, and starts nothing twice.</summary>
    public const int Unknown = 7;

    /// <summary>A server or the network did not answer, or asked to wait. The same command may succeed later.</summary>
    public const int Later = 8;

    /// <summary>Some files arrived, some did not; the same command goes on with those.</summary>
    public const int Partly = 9;

    /// <summary>Stopped by a signal. The same command goes on.</summary>
    public const int Stopped = 130;

    public static int Of(Exception failure) => failure switch
    {
        UsageException or OptionsValidationException => WrongUse,
        SubmissionUnknownException or LookupIncompleteException or ClaimHeldException or LedgerClaimLostException or RunStateUnknownException => Unknown,
        RunFailedException or AttemptsExhaustedException or RunCanceledException => RunFailed,
        SubmissionConflictException or ConflictException or PreconditionFailedException => Conflict,
        DestinationExistsException or DestinationChangedException or SourceChangedException => Conflict,
        NotFoundException or FileNotFoundException or DirectoryNotFoundException or RunVanishedException => NotFound,
        AccessDeniedException or TokenException => AccessDenied,
        RateLimitedException or NetworkFailureException or TimeoutException => Later,
        LedgerException ledger => ledger.CanRetry ? Later : Failed,
        ApiException api => api.Error.CanRetry ? Later : Failed,
        TransferException transfer => transfer.CanRetry ? Later : Failed,
        ArgumentException or FormatException or NotSupportedException => WrongUse,
        _ => Failed,
    };
}
