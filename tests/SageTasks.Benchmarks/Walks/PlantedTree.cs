using System.Globalization;
using SageTasks.Testing;

namespace SageTasks.Benchmarks;

/// <summary>Files of a project in folders of folders, seeded: a few folders hold a large part of the files and so have many pages, most hold some, and
/// some hold none.</summary>
internal sealed class PlantedTree
{
    private const int PageSize = 100;

    private PlantedTree(IReadOnlySet<string> ids, int leastRequests) => (Ids, LeastRequests) = (ids, leastRequests);

    /// <summary>The ids of all files and folders.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>How many requests list all of it at the least: one for each folder (the project's own among them) and each further hundred in it.</summary>
    public int LeastRequests { get; }

    public static PlantedTree Plant(LocalCavatica cavatica, string project, int files, int folders, int seed)
    {
        var dice = new Random(seed);
        var places = new List<string?> { null };
        var children = new int[folders + 1];
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var folder = 1; folder <= folders; folder++)
        {
            var parent = dice.Next(places.Count);
            places.Add(cavatica.AddFolder(project, Name("folder", folder), places[parent]));
            ids.Add(places[folder]!);
            children[parent]++;
        }

        for (var file = 0; file < files; file++)
        {
            // The square leaves half of the files to a quarter of the folders.
            var parent = (int)(dice.NextDouble() * dice.NextDouble() * places.Count);
            ids.Add(cavatica.AddFile(project, Name("reads", file), default, folder: places[parent]));
            children[parent]++;
        }

        return new PlantedTree(ids, children.Sum(count => Math.Max(1, (count + PageSize - 1) / PageSize)));
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D6}");
}
