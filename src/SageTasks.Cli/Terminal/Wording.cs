using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace SageTasks.Cli;

/// <summary>Says failures in the command's own words: the libraries name their options, whoever types a command has its options and variables.</summary>
internal static partial class Wording
{
    private static readonly (string Library, string Command)[] Words =
    [
        ("To name a workspace, set Workspace.", "To name a workspace, give --workspace organization/workspace."),
        ("Set Token, SB_AUTH_TOKEN or", "Set SB_AUTH_TOKEN or"),
        ("Set Endpoint, TES_ENDPOINT or FUNNEL_SERVER", "Give --endpoint, or set TES_ENDPOINT or FUNNEL_SERVER"),
        ("Check Token, or User and Password (", "Check TES_TOKEN, or the user and the password ("),
        ("Set Endpoint or WES_ENDPOINT", "Give --endpoint, or set WES_ENDPOINT"),
        ("SynapseClientOptions.Token, SYNAPSE_AUTH_TOKEN", "SYNAPSE_AUTH_TOKEN"),
        ("Give the token of this server in DrsOptions.Hosts or DrsClientOptions", "Name a file that holds the token of this server in a profile (drsHosts, tokenFile)"),
        ("in DrsOptions.Hosts", "in a profile's drsHosts"),
        ("No RegionEndpoint or ServiceURL configured", "No region is set"),
        ("Set Region (or AWS_REGION), or Endpoint.", "Set AWS_REGION, or AWS_ENDPOINT_URL."),
        ("Set keys or a profile in S3Options, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or Anonymous for a public bucket.",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or AWS_NO_SIGN_REQUEST=true for a public bucket."),
        ("or set GcsOptions.Credential. For public buckets set Anonymous.", "or set GCS_ACCESS_TOKEN. For public buckets set GCS_ANONYMOUS=true."),
        ("Set AccountName, Endpoint or ConnectionString, or the environment variable AZURE_STORAGE_ACCOUNT or", "Set AZURE_STORAGE_ACCOUNT or"),
        ("set AccountKey, SasToken or Anonymous.", "set AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_ANONYMOUS=true."),
        ("or set a key, a signature or Anonymous in AzureBlobOptions.", "or set AZURE_STORAGE_KEY, AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_ANONYMOUS=true."),
        ("AccountKey (or AZURE_STORAGE_KEY)", "AZURE_STORAGE_KEY"),
        ("SasToken (or AZURE_STORAGE_SAS_TOKEN)", "AZURE_STORAGE_SAS_TOKEN"),
        ("ConnectionString (or AZURE_STORAGE_CONNECTION_STRING)", "AZURE_STORAGE_CONNECTION_STRING"),
        ("Use https, or set AllowInsecureHttp if the network is trusted.", "Use https."),
        (", unless AllowInsecureHttp is set", ""),
        ("Secrets: the request", "--secret: the request"),
        ("give Inputs digests or versions", "give their digests or versions with --input"),
        ("OwnKey is blank", "--own-key is blank"),
        ("SubmissionPolicy.AcceptRisk", "--accept-risk"),
        ("use a ledger", "use --ledger"),
        ("set SubmissionPolicy.OnCanceled to Resubmit or force a new run", "give --resubmit-canceled, or --force REASON"),
        (", or raise SubmissionPolicy.ClaimTimeout", ""),
        ("raise SubmissionPolicy.MaxAttempts", "raise --max-attempts"),
        ("raise SubmissionPolicy.MaxSystemAttempts or force a new run", "start a new run on purpose: --force REASON"),
        ("force a new run", "start a new run on purpose: --force REASON"),
    ];

    /// <summary>What went wrong and what to do. Mistakes of whoever typed are one line; others may show the end of a log.</summary>
    public static string Of(Exception failure) => failure switch
    {
        ArgumentException wrong => Own(OneLine(wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal))),
        OptionsValidationException or FormatException or NotSupportedException => Own(OneLine(failure.Message)),
        _ => Own(failure.Message),
    };

    /// <summary>What the reader of the command line refuses, in one line that names the option.</summary>
    public static string Of(ParseError error)
    {
        var option = (error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult)?.Option.Name ?? (error.SymbolResult as ArgumentResult)?.Argument.Name;
        return OneLine(OneOf().Replace(error.Message, found => $"{option} {found.Groups["value"].Value}: write one of"));
    }

    private static string Own(string message) => Words.Aggregate(message, (text, word) => text.Replace(word.Library, word.Command, StringComparison.Ordinal));

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("^Argument (?<value>'.*?') not recognized. Must be one of:", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex OneOf();
}
