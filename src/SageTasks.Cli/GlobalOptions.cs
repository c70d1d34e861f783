using System.CommandLine;

namespace SageTasks.Cli;

/// <summary>Options that every command takes.</summary>
internal static class GlobalOptions
{
    public static readonly Option<OutputFormat> Output = Recursive(Choices.Of<OutputFormat>("--output", "How results are written: text for people, json (one document a line) for programs.", "-o"));

    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };

    public static readonly Option<string?> Profile = new("--profile")
    {
        Description = "The profile of the configuration file to use. Default: SAGETASKS_PROFILE, else 'default'.",
        HelpName = "NAME",
        Recursive = true,
    };

    public static readonly Option<string?> Config = new("--config")
    {
        Description = "The configuration file. Default: SAGETASKS_CONFIG, else sagetasks/config.json in the user's configuration folder.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly IReadOnlyList<Option> All = [Output, Quiet, Profile, Config];

    private static Option<T> Recursive<T>(Option<T> option)
    {
        option.Recursive = true;
        return option;
    }
}
