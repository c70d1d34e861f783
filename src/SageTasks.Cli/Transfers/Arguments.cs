using System.CommandLine;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Arguments that name places and servers.</summary>
internal static class Arguments
{
    public static Argument<Location> Place(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            try
            {
                return Location.Parse(given.Tokens[0].Value);
            }
            catch (FormatException wrong)
            {
                given.AddError($"{name}: {wrong.Message}");
                return null!;
            }
        },
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
}
