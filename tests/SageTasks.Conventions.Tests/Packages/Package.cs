using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using SageTasks.Conventions.Tests.Rules;

namespace SageTasks.Conventions.Tests.Packages;

/// <summary>One package of this repository: its folder, its built assembly, its documentation file.</summary>
internal sealed class Package
{
    private Package(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        Assembly = Assembly.Load(new AssemblyName(Name));
        Files = Repository.FilesBelow(folder);
        Documentation = XDocument.Load(Path.ChangeExtension(Assembly.Location, ".xml"));
    }

    /// <summary>Every library below <c>src</c>, by what is there, so that a new one cannot stay outside the rules. A tool has no API; the rules of
    /// its source are those of <see cref="Repository.FilesBelow"/>.</summary>
    public static IReadOnlyList<Package> All { get; } =
        [.. Directory.GetDirectories(Repository.Source).Order(StringComparer.Ordinal).Where(folder => !IsTool(folder)).Select(folder => new Package(folder))];

    /// <summary>The packages' names, one test case each.</summary>
    public static TheoryData<string> Names => [.. All.Select(package => package.Name)];

    public string Folder { get; }

    public string Name { get; }

    public Assembly Assembly { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    public XDocument Documentation { get; }

    /// <summary>Every type that a user can name, nested ones included, in ordinal order.</summary>
    public IReadOnlyList<Type> PublicTypes => field ??=
        [.. Assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Every type that people wrote, internal ones included.</summary>
    public IReadOnlyList<Type> WrittenTypes => field ??=
        [.. Assembly.GetTypes().Where(IsWritten).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>What the assembly calls of other libraries.</summary>
    public IReadOnlyList<Call> Calls => field ??= Rules.Calls.In(Assembly.Location);

    public IReadOnlyList<Type> SerializerContexts =>
        [.. WrittenTypes.Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))];

    public static Package Named(string name) => All.Single(package => package.Name == name);

    public override string ToString() => Name;

    private static bool IsTool(string folder) => File.ReadAllText(Directory.GetFiles(folder, "*.csproj").Single()).Contains("<PackAsTool>true", StringComparison.Ordinal);

    private static bool IsWritten(Type type) =>
        !type.FullName!.Contains('<', StringComparison.Ordinal)
        && !type.FullName.Contains('$', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}
