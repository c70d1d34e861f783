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
}
