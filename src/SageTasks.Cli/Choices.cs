using System.CommandLine;

namespace SageTasks.Cli;

/// <summary>Options that take one of a few words.</summary>
internal static class Choices
{
    public static Option<T> Of<T>(string name, string description, params string[] aliases)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToList();
        var option = new Option<T>(name, aliases)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = given =>
            {
                var at = words.IndexOf(given.Tokens[0].Value.ToLowerInvariant());
                if (at < 0)
                {
                    given.AddError($"{name} '{given.Tokens[0].Value}': write one of {string.Join(", ", words)}.");
                    return default;
                }

                return Enum.GetValues<T>()[at];
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words]);
        return option;
    }
}
