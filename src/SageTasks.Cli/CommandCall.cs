using System.CommandLine;

namespace SageTasks.Cli;

/// <summary>One call of a command: what was asked, where to answer, and the profile that applies.</summary>
internal sealed record CommandCall(ParseResult Parsed, Terminal Terminal, Profile Profile)
{
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;
}
