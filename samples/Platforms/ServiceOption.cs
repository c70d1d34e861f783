using System.CommandLine;

namespace SageTasks.Samples;

/// <summary>Options that name a real service, by an address or without one.</summary>
internal static class ServiceOption
{
    /// <summary>An option whose address may be left out.</summary>
    public static Option<string?> Of(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne, HelpName = "URL" };
        RequireAddress(option);
        return option;
    }

    /// <summary>The service that was asked for; null where the option was not given.</summary>
    public static RealService? Read(ParseResult parsed, Option<string?> option) => parsed.GetResult(option) is { } given
        ? new RealService(given.Tokens is [var token] ? Address(token.Value) : null)
        : null;

    /// <summary>Refuses a value that is no address of a server.</summary>
    public static void RequireAddress(Option option) => option.Validators.Add(given =>
    {
        foreach (var token in given.Tokens.Where(token => Address(token.Value) is null))
        {
            given.AddError($"{option.Name} {token.Value}: give an address that begins with https:// or http://.");
        }
    });

    /// <summary>The address of a server, or null for another text.</summary>
    public static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
}
