using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SageTasks.Conventions.Tests.Readmes;

/// <summary>Compiles an example as a console program with the usings that the SDK adds, against everything that these tests run with.</summary>
internal static class ExampleCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    private static readonly IReadOnlyList<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>What keeps the example from compiling; empty where it compiles.</summary>
    public static IEnumerable<Diagnostic> Compile(Example example) =>
        CSharpCompilation.Create(
                "Example",
                [CSharpSyntaxTree.ParseText(example.Code, Language), CSharpSyntaxTree.ParseText(Surroundings(example), Language)],
                References,
                new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static string Surroundings(Example example)
    {
        var text = new StringBuilder(ImplicitUsings).AppendLine().AppendLine("global using static Given;");
        var usings = example.Usings.Concat(example.Code.Split('\n').Where(line => line.StartsWith("using SageTasks", StringComparison.Ordinal)));
        foreach (var directive in usings.Distinct(StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(example.Usings.Contains(directive) ? "global " : "")}{directive}");
        }

        text.AppendLine("internal static class Given {");
        foreach (var given in example.Given)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"public static {given} = default!;");
        }

        return text.AppendLine("}").ToString();
    }
}
