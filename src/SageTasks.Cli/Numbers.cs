using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SageTasks.Cli;

/// <summary>Options that take a number or a time. What they would not mean anything with is refused before anything is sent.</summary>
internal static class Numbers
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>A number of things: 1 or more.</summary>
    public static Option<int?> Count(string name, string description, params string[] aliases) => Count(name, description, int.MaxValue, aliases);

    /// <summary>A number of things: from 1 to the most that there can be.</summary>
    public static Option<int?> Count(string name, string description, int atMost, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = "N",
        CustomParser = given => Text(given) is var text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= atMost
            ? count
            : Refuse<int?>(given, string.Create(CultureInfo.InvariantCulture, $"{name} '{text}': write a whole number, {(atMost < int.MaxValue ? $"from 1 to {atMost}" : "1 or more")}.")),
    };

    /// <summary>A time, as a number of the unit that the option's help names.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="unit">One of the unit.</param>
    /// <param name="unitName">What the unit is called, in the plural.</param>
    /// <param name="takesZero">Whether no time at all means something.</param>
    /// <param name="atMost">The longest; a hundred years where null.</param>
    public static Option<TimeSpan?> Time(string name, string description, TimeSpan unit, string unitName, bool takesZero = false, TimeSpan? atMost = null) => new(name)
    {
        Description = description,
        HelpName = unitName.ToUpperInvariant(),
        CustomParser = given =>
        {
            var most = (atMost ?? Longest) / unit;
            return Text(given) is var text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number <= most && (number > 0 || (takesZero && number == 0))
                ? number * unit
                : Refuse<TimeSpan?>(given, string.Create(CultureInfo.InvariantCulture, $"{name} '{text}': write a number of {unitName}, {(takesZero ? "0 or more" : "more than 0")} and at most {most:0}."));
        },
    };

    private static string Text(ArgumentResult given) => given.Tokens[0].Value;

    private static T? Refuse<T>(ArgumentResult given, string why)
    {
        given.AddError(why);
        return default;
    }
}
