namespace SageTasks.ContractSuites;

/// <summary>
/// The machine-readable specifications of the platforms: <c>shared/specs</c>, beside the repository or further up. They are not
/// part of the repository, and a test that reads them says so when they are not there (<see cref="SpecFactAttribute"/>).
/// </summary>
public static class Specs
{
    /// <summary>The folder; null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>The path of a file or folder of the specifications, such as <c>nf-core/rnaseq/schema_input.json</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The specifications are not there.</exception>
    public static string PathOf(string name) =>
        Path.Combine(Folder ?? throw new DirectoryNotFoundException("There is no shared/specs beside the repository."), name);

    /// <summary>The text of a file of the specifications.</summary>
    /// <exception cref="IOException">The file is not there.</exception>
    public static string Read(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Why a test that needs these files cannot run; null where they are all there.</summary>
    public static string? WhyNot(params IEnumerable<string> names)
    {
        if (Folder is null)
        {
            return "needs shared/specs beside the repository, which is not there";
        }

        var missing = names.Where(name => !Path.Exists(PathOf(name))).ToList();
        return missing.Count == 0 ? null : $"needs {string.Join(", ", missing)} in {Folder}, which has no such file";
    }

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "specs");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
