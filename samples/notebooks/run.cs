// Runs the C# cells of a notebook one after the other, as the C# kernel of .NET Interactive does, and writes what they show into the notebook.
//   dotnet run run.cs -- round-trip.ipynb
//   dotnet run run.cs -- round-trip.ipynb --check     changes nothing; fails where a cell shows something else than the notebook, but for ids, times and places
// Packages of #r "nuget: …" are restored as for any program; a nuget.config beside the notebook, or above it, says from where.
#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.CodeAnalysis.CSharp.Scripting@5.12.0
#:property PublishAot=false

using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

if (args is not [var path, .. var option] || option is not ([] or ["--check"]))
{
    Console.Error.WriteLine("usage: dotnet run run.cs -- NOTEBOOK [--check]");
    return 2;
}

var file = Path.GetFullPath(path);
var notebook = JsonNode.Parse(File.ReadAllText(file))!;
Directory.SetCurrentDirectory(Path.GetDirectoryName(file)!);                      // where kernels run a notebook
var session = new Session();
var isEqual = true;
foreach (var cell in notebook["cells"]!.AsArray().Where(cell => (string)cell!["cell_type"]! == "code"))
{
    var source = Notebook.Text(cell!["source"]);
    JsonArray shown;
    try
    {
        shown = await session.RunAsync(source);
    }
    catch (Exception e)
    {
        Console.Error.WriteLine($"This cell failed:\n\n{source}\n\n{e}");
        return 1;
    }

    if (option.Length == 1 && Notebook.Difference(cell["outputs"]!.AsArray(), shown) is { } difference)
    {
        Console.Error.WriteLine($"This cell shows something else than the notebook:\n\n{source}\n\n{difference}\n");
        isEqual = false;
    }

    (cell["execution_count"], cell["outputs"]) = (session.Count, shown);
}

if (option.Length == 0)
{
    Notebook.Write(file, notebook);
}

Console.WriteLine($"{Path.GetFileName(file)}: {session.Count} cells");
return isEqual ? 0 : 1;

/// <summary>The cells that ran already, and what they left behind.</summary>
internal sealed partial class Session
{
    private readonly List<string> _packages = [];
    private ScriptOptions _options = ScriptOptions.Default.WithReferences(Platform().Append(typeof(Kernel).Assembly)).WithImports(
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks");

    private ScriptState? _state;

    public int Count { get; private set; }

    public async Task<JsonArray> RunAsync(string source)
    {
        Count++;
        var wanted = PackageReference().Matches(source).Select(match => match.Groups["package"].Value).Except(_packages).ToList();
        if (wanted.Count > 0)
        {
            _packages.AddRange(wanted);
            _options = _options.AddReferences(await Packages.LoadAsync(_packages));
        }

        var cell = new Cell(Count);
        var console = Console.Out;
        Console.SetOut(cell.Printed);
        try
        {
            Cell.Current = cell;
            var code = PackageReference().Replace(source, "");
            _state = _state is null ? await CSharpScript.RunAsync(code, _options, new Kernel()) : await _state.ContinueWithAsync(code, _options);
            return cell.End(_state.ReturnValue);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static IEnumerable<Assembly> Platform() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Select(dll => Path.GetFileNameWithoutExtension(dll)).Where(name => name.StartsWith("System.") && !name.StartsWith("System.Private.")).Select(Assembly.Load);

    [GeneratedRegex("""^#r "nuget: *(?<package>[^"]+?) *" *$""", RegexOptions.Multiline)]
    private static partial Regex PackageReference();
}

/// <summary>What cells can call.</summary>
public sealed class Kernel
{
    /// <summary>Shows something below the cell.</summary>
    public static void display(object value) => Cell.Current.Show("display_data", Cell.Format(value));
}

/// <summary>A cell that runs, and what it has shown so far.</summary>
internal sealed class Cell(int number)
{
    private readonly JsonArray _shown = [];

    public static Cell Current { get; set; } = new(0);

    public StringWriter Printed { get; } = new();

    public void Show(string kind, JsonObject data)
    {
        Flush();
        var output = new JsonObject { ["output_type"] = kind, ["metadata"] = new JsonObject(), ["data"] = data };
        if (kind == "execute_result")
        {
            output.Insert(0, "execution_count", number);
        }

        _shown.Add(output);
    }

    public JsonArray End(object? value)
    {
        Flush();
        if (value is not null)
        {
            Show("execute_result", Format(value));
        }

        return _shown;
    }

    private void Flush()
    {
        if (Printed.GetStringBuilder() is { Length: > 0 } text)
        {
            _shown.Add(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = Notebook.Lines(text.ToString()) });
            text.Clear();
        }
    }

    // The kernel finds formatters by the name of an attribute and of their members, whatever package they come from; HTML goes before text.
    public static JsonObject Format(object value)
    {
        var formatters = value.GetType().GetCustomAttributes(inherit: true).Where(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute")
            .Select(attribute => Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!)
            .SelectMany(source => (IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!);
        foreach (var formatter in formatters.OrderBy(formatter => MimeType(formatter) == "text/html" ? 0 : 1))
        {
            var text = new StringWriter();
            if (formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, text]) is true)
            {
                return new JsonObject { [MimeType(formatter)] = Notebook.Lines(text.ToString()) };
            }
        }

        return new JsonObject { ["text/plain"] = Notebook.Lines(value.ToString()!) };
    }

    private static string MimeType(object formatter) => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!;
}

/// <summary>The packages that cells name.</summary>
internal static class Packages
{
    /// <summary>Restores them together, as references of an empty library, and loads all that they bring along.</summary>
    public static async Task<IEnumerable<Assembly>> LoadAsync(IEnumerable<string> packages)
    {
        var folder = Directory.CreateTempSubdirectory("notebook-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteWhereLoadedFilesCanBe(folder);
        var references = packages.Select(package => package.Split(',', StringSplitOptions.TrimEntries)).Select(package => $"<PackageReference Include=\"{package[0]}\" Version=\"{package[1]}\" />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Cells.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDynamicLoading>true</EnableDynamicLoading></PropertyGroup>
              <ItemGroup>{string.Concat(references)}</ItemGroup>
            </Project>
            """);
        var built = Process.Start(new ProcessStartInfo("dotnet", ["build", folder, "-o", Path.Combine(folder, "out"), $"-p:RestoreRootConfigDirectory={Environment.CurrentDirectory}", "-v:quiet", "-nologo"]) { RedirectStandardOutput = true })!;
        var said = await built.StandardOutput.ReadToEndAsync();
        await built.WaitForExitAsync();
        return built.ExitCode == 0
            ? [.. Directory.GetFiles(Path.Combine(folder, "out"), "*.dll").Where(dll => Path.GetFileName(dll) != "Cells.dll").Select(AssemblyLoadContext.Default.LoadFromAssemblyPath)]
            : throw new InvalidDataException(said);
    }

    private static void DeleteWhereLoadedFilesCanBe(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A notebook's file.</summary>
internal static partial class Notebook
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string path, JsonNode notebook) => File.WriteAllText(path, notebook.ToJsonString(Format).ReplaceLineEndings("\n") + "\n");

    /// <summary>Text as a notebook keeps it: an array of lines, each with its end. Where this machine keeps its files, and on which ports, is left out.</summary>
    public static JsonArray Lines(string text) => new([.. Line().Matches(LocalPort().Replace(
        text.Replace(Path.GetDirectoryName(Environment.CurrentDirectory) + "/", "…/").Replace(Path.GetTempPath(), "…/"), "127.0.0.1")).Select(line => JsonValue.Create(line.Value))]);

    public static string Text(JsonNode? lines) => lines is JsonArray array ? string.Concat(array.Select(line => (string)line!)) : (string)lines!;

    /// <summary>The first lines that differ in more than ids, times and places; null where there are none.</summary>
    public static string? Difference(JsonArray committed, JsonArray shown)
    {
        var (expected, got) = (Comparable(committed), Comparable(shown));
        var at = expected.Zip(got).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == expected.Length && at == got.Length ? null : $"notebook: {expected.ElementAtOrDefault(at)}\nnow:      {got.ElementAtOrDefault(at)}";
    }

    private static string[] Comparable(JsonArray outputs) => Changing().Replace(outputs.ToJsonString(Format), "…").Split('\n');

    [GeneratedRegex("[^\n]*\n|[^\n]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex LocalPort();

    // Temporary folders, ids (letters and digits mixed, eight and more), dates with times, durations and rates.
    [GeneratedRegex(@"…/[\w-]+|\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{8,}\b|\d{4}-\d\d-\d\d[T ][\d:.]+|\b[\d.]+ ?(ms|s|min|[KMG]i?B/s)\b")]
    private static partial Regex Changing();
}

namespace System
{
    /// <summary>What cells can call on text; where the kernel has it.</summary>
    public static class DisplayExtensions
    {
        /// <summary>Shows text as what it is, such as <c>text/html</c>.</summary>
        public static void DisplayAs(this string text, string mimeType) => Cell.Current.Show("display_data", new JsonObject { [mimeType] = Notebook.Lines(text) });
    }
}
