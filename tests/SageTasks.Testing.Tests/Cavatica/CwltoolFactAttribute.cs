namespace SageTasks.Testing.Tests;

/// <summary>A test that needs cwltool, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CwltoolFactAttribute : FactAttribute
{
    public CwltoolFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "cwltool"))))
        {
            Skip = "cwltool is not installed.";
        }
    }
}
