using Microsoft.CodeAnalysis;
using SageTasks.Conventions.Tests.Packages;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>A reader can copy an example from a README, and it compiles; a link leads somewhere.</summary>
public sealed class ReadmeTests
{
    public static TheoryData<string> Packages => Package.Names;

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_packages_readme_has_an_example_and_its_examples_compile(string name)
    {
        var readme = Readme.In(Package.Named(name).Folder);

        Assert.NotEmpty(readme.Examples);
        AssertCompiles(readme);
    }

    [Fact]
    public void The_projects_readme_has_examples_that_compile() => AssertCompiles(Readme.In(Repository.Root));

    [Fact]
    public void Examples_of_the_docs_compile()
    {
        Assert.Contains(Readme.Docs(), page => page.Examples.Count > 0);
        Assert.All(Readme.Docs(), AssertCompiles);
    }

    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        var findings = new Findings();
        foreach (var readme in Readme.All())
        {
            foreach (var link in readme.Links)
            {
                findings.Check(File.Exists(link.Target) || Directory.Exists(link.Target), () => $"{readme.Path}: {link.Text}");
            }
        }

        findings.AssertNone("A relative link in a README leads to a file or folder of the repository.", seenAtLeast: 0);
    }

    [Theory]
    [InlineData("using SageTasks.Runs;\nConsole.WriteLine(SubmissionKey.Parse(\"a\").Value);", "")]
    [InlineData("Console.WriteLine(await Task.FromResult<int[]>([1]));", "")]
    [InlineData("SageTasks.Runs.SubmissionKey.Invent();", "x.md:11: error CS0117")]
    public void An_example_is_compiled_as_a_program(string code, string expected) =>
        Assert.StartsWith(expected, string.Join('\n', Errors(new Example("x.md", 11, code))), StringComparison.Ordinal);

    [Theory]
    [InlineData("var hound = new Hound();\nhound.Bark();", "")]
    [InlineData("public class Pack(Hound first) { public void Bark() => first.Bark(); }", "")]
    [InlineData("public record Hound;\npublic class Pack(Hound first) { public void Bark() => first.Bark(); }", "x.md:12: error CS1061")]
    public void An_example_knows_the_types_of_those_before_it(string code, string expected)
    {
        var example = new Example("x.md", 11, code) { Before = ["Console.WriteLine(1);\npublic class Hound { public void Bark() { } }"] };
        Assert.StartsWith(expected, string.Join('\n', Errors(example)), StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, !Errors(example).Any());
    }

    private static void AssertCompiles(Readme readme)
    {
        var errors = readme.Examples.SelectMany(Errors).ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private static IEnumerable<string> Errors(Example example) =>
        ExampleCompiler.Compile(example)
            .Select(error => $"{example.Path}:{example.Line + error.Location.GetLineSpan().StartLinePosition.Line}: error {error.Id}: {error.GetMessage(null)}");
}
