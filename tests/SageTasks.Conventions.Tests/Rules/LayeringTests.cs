using System.Text.RegularExpressions;
using System.Xml.Linq;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Rules;

/// <summary>The one dependency rule: arrows point down only, platforms never see each other, Testing stands alone.</summary>
public sealed partial class LayeringTests
{
    private const string Prefix = "SageTasks.";

    private static readonly Dictionary<string, string[]> Below = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Ledger.PostgreSql"] = ["Core"],
        ["Storage"] = ["Core"],
        ["Tables"] = ["Core"],
        ["Testing"] = [],
    };

    // What a platform package may stand on; a package that is not named above is a platform.
    private static readonly string[] BelowPlatforms = ["Core", "Storage", "Tables"];

    private static readonly string[] CloudLibraries = ["AWSSDK", "Amazon", "Azure", "Google", "Minio"];

    public static TheoryData<string> Packages => Package.Names;

    [Theory]
    [MemberData(nameof(Packages))]
    public void Arrows_point_down_only(string name)
    {
        var allowed = Below.GetValueOrDefault(name[Prefix.Length..], BelowPlatforms).Select(lower => Prefix + lower).ToHashSet(StringComparer.Ordinal);
        var references = Package.Named(name).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references.Concat(ProjectReferences(name)), reference => reference.StartsWith(Prefix, StringComparison.Ordinal) && !allowed.Contains(reference));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Internals_are_shared_only_with_the_package_above_and_with_tests(string name)
    {
        var friends = Package.Named(name).Assembly.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType.Name == "InternalsVisibleToAttribute")
            .Select(attribute => (string)attribute.ConstructorArguments[0].Value!).ToList();

        Assert.Contains($"{name}.Tests", friends);
        Assert.DoesNotContain(friends, friend => friend.StartsWith(Prefix, StringComparison.Ordinal)
            && Package.All.Any(package => package.Name == friend)
            && !Below.GetValueOrDefault(friend[Prefix.Length..], BelowPlatforms).Contains(name[Prefix.Length..], StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("SageTasks.Core")]
    [InlineData("SageTasks.Storage")]
    [InlineData("SageTasks.Tables")]
    public void The_lower_packages_carry_no_cloud_library(string name)
    {
        var references = Package.Named(name).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!)
            .Concat(Project(name).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)).ToList();

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, reference => CloudLibraries.Any(cloud => reference.StartsWith(cloud, StringComparison.Ordinal)));
    }

    [Fact]
    public void Core_names_no_platform()
    {
        var findings = new Findings();
        foreach (var file in Package.Named("SageTasks.Core").Files)
        {
            findings.Check(file.Find(PlatformName(), view => view.WithoutComments));
        }

        findings.AssertNone("Core knows no platform by name: what it must know, the platform package tells it. (Examples in comments are welcome.)", seenAtLeast: 150);
    }

    [Theory]
    [InlineData("var x = \"Tower\";", true)]
    [InlineData("class SynapseThing;", true)]
    [InlineData("// as Tower does", false)]
    [InlineData("/// <c>Cavatica</c>", false)]
    [InlineData("var powerTowers = 1;", true)]
    public void The_scan_for_names_reads_code_and_not_comments(string text, bool found) =>
        Assert.Equal(found, SourceFile.Parse("x.cs", text).Find(PlatformName(), view => view.WithoutComments).Any());

    private static IEnumerable<string> ProjectReferences(string name) =>
        Project(name).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Package.Named(name).Folder, $"{name}.csproj"));

    [GeneratedRegex("Tower|Seqera|Nextflow|Synapse|Cavatica|SevenBridges", RegexOptions.IgnoreCase, 2000)]
    private static partial Regex PlatformName();
}
