using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.PublicApi;

/// <summary>A package's public surface changes only together with its <c>PublicApi.txt</c>.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "SAGETASKS_ACCEPT_API";

    public static TheoryData<string> Packages => Package.Names;

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_surface_is_the_one_under_review(string name)
    {
        var package = Package.Named(name);
        var file = Path.Combine(package.Folder, "PublicApi.txt");
        var listing = ApiListing.Of(package.PublicTypes);
        if (Environment.GetEnvironmentVariable(Accept) == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(file, listing);
        }

        var reviewed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        var difference = LineDiff.Between(reviewed, listing);
        Assert.True(
            difference.Count == 0,
            $"{Repository.Relative(file)} does not list the surface of {name} as it is built. Where the change is meant, accept it with\n"
            + $"  {Accept}=1 dotnet test tests/SageTasks.Conventions.Tests -c Release\n{string.Join('\n', difference)}");
        Assert.Contains("\npublic ", listing, StringComparison.Ordinal);
    }
}
