using System.CommandLine;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary>Arguments that name places.</summary>
internal static class Arguments
{
    public static Argument<Location> Place(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = given =>
        {
            if (Location.TryParse(given.Tokens[0].Value, out var location))
            {
                return location;
            }

            given.AddError($"{name} '{given.Tokens[0].Value}' is no location. Write a path, or an address that begins with {string.Join(", ", LocationScheme.All.Select(scheme => scheme + ":"))}.");
            return null!;
        },
    };
}
