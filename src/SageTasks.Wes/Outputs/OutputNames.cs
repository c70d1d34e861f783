namespace SageTasks.Wes;

/// <summary>Gives each output a name of its own below a folder.</summary>
internal static class OutputNames
{
    public static IEnumerable<(WesOutput Output, string Name)> Of(IReadOnlyList<WesOutput> outputs)
    {
        var shared = outputs.GroupBy(Safe, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return outputs.Select(output => (output, shared.Contains(Safe(output)) ? $"{Place(output)}/{Safe(output)}" : Safe(output)));
    }

    // What a server calls a file must not lead out of the folder.
    private static string Safe(WesOutput output) => RunRequestRules.Problem(output.Name) is null ? output.Name
        : output.Name.Split('/', '\\')[^1] is { Length: > 0 } last && RunRequestRules.Problem(last) is null ? last
        : Place(output);

    private static string Place(WesOutput output) => string.Join('-', output.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Plain)) is { Length: > 0 } place ? place : "output";

    private static string Plain(string part) => string.Concat(part.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' ? letter : '_'));
}
