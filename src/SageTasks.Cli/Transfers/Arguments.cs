using System.CommandLine;
using System.CommandLine.Parsing;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Arguments that name places and servers.</summary>
internal static class Arguments
{
    public static Argument<Location> Place(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given => Read(given, name, given.Tokens[0].Value),
    };

    /// <summary>Any number of places, none too.</summary>
    public static Argument<Location[]> Places(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = given => [.. given.Tokens.Select(token => Read(given, name, token.Value))],
    };

    public static Option<Uri?> Endpoint(string description) => new("--endpoint")
    {
        Description = description,
        HelpName = "URL",
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
            {
                return address;
            }

            given.AddError($"--endpoint '{given.Tokens[0].Value}' is no address of a server: write https://host/path.");
            return null;
        },
    };

    private static Location Read(ArgumentResult given, string name, string text)
    {
        try
        {
            return Location.Parse(text);
        }
        catch (FormatException wrong)
        {
            given.AddError($"{name}: {wrong.Message}");
            return null!;
        }
    }
}
