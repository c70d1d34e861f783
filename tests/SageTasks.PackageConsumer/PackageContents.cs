using System.IO.Compression;
using System.Xml.Linq;

/// <summary>What every package must hold: read from the file that a user would download.</summary>
internal static class PackageContents
{
    private const string Tool = "SageTasks.Cli";

    private static readonly string[] Expected = [
        "Cavatica", "Core", "Drs", "Ledger.PostgreSql", "Storage", "Storage.Azure", "Storage.Gcs", "Storage.S3", "Synapse", "Tables", "Tes", "Testing", "Tower", "Wes",
    ];

    public static void Check(string folder)
    {
        foreach (var name in Expected.Select(part => $"SageTasks.{part}"))
        {
            CheckPackage(Find(folder, name, "nupkg"), name, $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml", "README.md");
            using var symbols = ZipFile.OpenRead(Find(folder, name, "snupkg"));
            Require(symbols.GetEntry($"lib/net10.0/{name}.pdb") is not null, $"{name}: the symbols package has no pdb");
        }

        CheckPackage(Find(folder, Tool, "nupkg"), Tool, "tools/net10.0/any/sagetasks.dll", "tools/net10.0/any/DotnetToolSettings.xml", "README.md");
        var packages = Expected.Length + 1;
        Require(Directory.GetFiles(folder, "*.nupkg").Length == packages, $"{folder} holds packages that nobody expects");
        Console.WriteLine($"packages: {packages} complete");
    }

    // The version follows the name: "SageTasks.Storage" is also how others begin.
    private static string Find(string folder, string name, string extension) =>
        Directory.GetFiles(folder, $"{name}.*.{extension}").Single(file => char.IsAsciiDigit(Path.GetFileName(file)[name.Length + 1]));

    private static void CheckPackage(string file, string name, params string[] entries)
    {
        using var package = ZipFile.OpenRead(file);
        foreach (var entry in entries)
        {
            Require(package.GetEntry(entry) is { Length: > 0 }, $"{name}: no {entry}");
        }

        Require(name != "SageTasks.Storage.Gcs" || package.GetEntry($"buildTransitive/{name}.targets") is not null, $"{name}: no targets for trimmed programs");
        using var stream = package.GetEntry($"{name}.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string element) => metadata.Elements().SingleOrDefault(e => e.Name.LocalName == element)?.Value ?? "";
        Require(Value("license") == "Apache-2.0", $"{name}: the license is '{Value("license")}'");
        Require(Value("readme") == "README.md", $"{name}: the readme is '{Value("readme")}'");
        Require(Value("description").Length is > 40 and < 400, $"{name}: the description is '{Value("description")}'");
        Require(
            metadata.Elements().Single(e => e.Name.LocalName == "repository").Attribute("commit")?.Value is { Length: 40 },
            $"{name}: the commit that it was built from is not named");
    }

    private static void Require(bool holds, string complaint)
    {
        if (!holds)
        {
            throw new InvalidOperationException(complaint);
        }
    }
}
