namespace SageTasks.Conventions.Tests.Packages;

/// <summary>The repository that the tests were built from, found by its solution file.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Source { get; } = Path.Combine(Root, "src");

    /// <summary>Every C# file that people wrote.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. new[] { "src", "tests", "samples" }.SelectMany(folder => FilesBelow(Path.Combine(Root, folder)))];

    /// <summary>A path as a reader of the repository would write it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The C# files that people wrote below a folder, in ordinal order.</summary>
    public static IReadOnlyList<SourceFile> FilesBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal)
            .Select(SourceFile.Read)];

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SageTasks.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No SageTasks.sln above {start}: the tests must run from inside the repository.");
    }
}
