using System.Globalization;

namespace SageTasks.Testing.Cavatica;

/// <summary>Names in folders: what they may be, and how a name that is taken is changed.</summary>
internal static class FileNames
{
    private const int Longest = 255;

    public static string Check(string? name) => name is { Length: > 0 and <= Longest } && !name.Contains('/', StringComparison.Ordinal)
        ? name
        : throw CavaticaErrors.Refuse(400, 5024, $"Invalid name parameter: it must have 1 to {Longest} characters and no slash.");

    /// <summary>The name itself where it is free, else the first free one of <c>_1_name</c>, <c>_2_name</c>, as the platform does it.</summary>
    public static string Free(FileBook files, string folder, string name)
    {
        var free = name;
        for (var number = 1; files.Child(folder, free) is not null; number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"_{number}_{name}");
        }

        return free;
    }
}
