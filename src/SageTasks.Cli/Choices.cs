using System.CommandLine;
using System.CommandLine.Parsing;

namespace SageTasks.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Choices
{
    public static Option<T> Of<T>(string name, string description, params string[] aliases)
        where T : struct, Enum => Completed<T, T>(new Option<T>(name, aliases) { Description = description, HelpName = string.Join('|', Words<T>()), CustomParser = given => Read<T>(name, given).First() });

    /// <summary>One or several of them.</summary>
    public static Option<T[]> ManyOf<T>(string name, string description)
        where T : struct, Enum => Completed<T[], T>(new Option<T[]>(name) { Description = description, HelpName = string.Join('|', Words<T>()), CustomParser = given => Read<T>(name, given) });

    private static List<string> Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(word => word.ToLowerInvariant())];

    private static T[] Read<T>(string name, ArgumentResult given)
        where T : struct, Enum
    {
        var words = Words<T>();
        foreach (var token in given.Tokens.Where(token => !words.Contains(token.Value.ToLowerInvariant())))
        {
            given.AddError($"{name} '{token.Value}': write one of {string.Join(", ", words)}.");
            return [default];
        }

        return [.. given.Tokens.Select(token => Enum.Parse<T>(token.Value, ignoreCase: true))];
    }

    private static Option<TOption> Completed<TOption, T>(Option<TOption> option)
        where T : struct, Enum
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. Words<T>()]);
        return option;
    }
}
