namespace SageTasks.Testing;

/// <summary>The programs that this machine has.</summary>
internal static class InstalledPrograms
{
    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
