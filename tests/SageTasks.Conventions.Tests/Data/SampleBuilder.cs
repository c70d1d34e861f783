using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SageTasks.Runs;
using SageTasks.Storage;

namespace SageTasks.Conventions.Tests.Data;

/// <summary>Makes an instance of a data type with every property set to a value of its own, none of them the default:
/// what is lost on the way shows. The same type gives the same instance each time.</summary>
internal sealed class SampleBuilder
{
    private const int DeepestNesting = 6;

    // Types whose text has a form of its own.
    private static readonly Dictionary<Type, Func<int, object>> Known = new()
    {
        [typeof(string)] = number => $"text-{number}",
        [typeof(bool)] = _ => true,
        [typeof(char)] = number => (char)('a' + (number % 26)),
        [typeof(Guid)] = number => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        [typeof(Uri)] = number => new Uri($"https://example.org/{number}"),
        [typeof(Version)] = number => new Version(1, number),
        [typeof(DateTimeOffset)] = number => new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2)).AddMinutes(number),
        [typeof(DateTime)] = number => new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc).AddMinutes(number),
        [typeof(DateOnly)] = number => new DateOnly(2026, 3, 4).AddDays(number),
        [typeof(TimeOnly)] = number => new TimeOnly(5, 6, 7).Add(TimeSpan.FromSeconds(number)),
        [typeof(TimeSpan)] = number => TimeSpan.FromMilliseconds(1500 + number),
        [typeof(byte[])] = number => new byte[] { 1, (byte)number },
        [typeof(ReadOnlyMemory<byte>)] = number => new ReadOnlyMemory<byte>([1, (byte)number]),
        [typeof(JsonElement)] = number => JsonElement.Parse($$"""{"list":[1.50,null,"x"],"n":{{number}} }"""),
        [typeof(JsonObject)] = number => JsonNode.Parse($$"""{"inner":{"a":true },"n":{{number}} }""")!,
        [typeof(JsonNode)] = number => JsonNode.Parse($$"""{"n":{{number}} }""")!,
        [typeof(JsonArray)] = number => JsonNode.Parse($"[{number},null]")!,
        [typeof(Digest)] = number => Digest.Md5("d41d8cd98f00b204e9800998ecf8427" + "0123456789abcdef"[number % 16]),
        [typeof(Location)] = number => Location.Parse($"s3://bucket/key-{number}"),
        [typeof(SubmissionKey)] = number => SubmissionKey.Parse("abcdefghijklmnopqrstuvwxy" + (char)('a' + (number % 26))),
    };

    private int _number;

    /// <exception cref="InvalidOperationException">The type cannot be made from values alone.</exception>
    public static object Build(Type type) => new SampleBuilder().Make(type, 0)!;

    private object? Make(Type type, int depth)
    {
        var number = ++_number;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Known.TryGetValue(plain, out var known))
        {
            return known(number);
        }

        if (plain.IsEnum)
        {
            return Enum.GetValues(plain).Cast<object>().Last();
        }

        if (plain.IsPrimitive || plain == typeof(decimal))
        {
            return Convert.ChangeType((number % 100) + (plain == typeof(decimal) || plain == typeof(double) || plain == typeof(float) ? 0.5 : 0), plain, CultureInfo.InvariantCulture);
        }

        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return Activator.CreateInstance(plain, [.. plain.GetGenericArguments().Select(argument => Make(argument, depth + 1))]);
        }

        return Collection(plain, depth) ?? FromWord(plain, number) ?? Derived(plain, depth) ?? Object(plain, depth);
    }

    private object? Collection(Type type, int depth)
    {
        var arguments = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        var definition = type.IsArray ? typeof(IReadOnlyList<>) : type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (arguments.Length == 1 && type.IsAssignableFrom(arguments[0].MakeArrayType()))
        {
            var items = Array.CreateInstance(arguments[0], depth >= DeepestNesting ? 0 : 2);
            for (var i = 0; i < items.Length; i++)
            {
                items.SetValue(Make(arguments[0], depth + 1), i);
            }

            return items;
        }

        return arguments.Length switch
        {
            1 when definition == typeof(IReadOnlySet<>) || definition == typeof(ISet<>) || definition == typeof(List<>) || definition == typeof(HashSet<>) =>
                Activator.CreateInstance((definition == typeof(List<>) ? typeof(List<>) : typeof(HashSet<>)).MakeGenericType(arguments), Collection(arguments[0].MakeArrayType(), depth)),
            2 when type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(arguments)) => Dictionary(arguments, depth),
            _ => null,
        };
    }

    private object Dictionary(Type[] arguments, int depth)
    {
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        for (var i = 0; i < 2 && depth < DeepestNesting; i++)
        {
            dictionary.Add(Make(arguments[0], depth + 1)!, Make(arguments[1], depth + 1));
        }

        return dictionary;
    }

    // An enumeration that the server may extend is made from any word.
    private static object? FromWord(Type type, int number) =>
        type.GetInterfaces().FirstOrDefault(contract => contract.Name == "IOpenEnum`1") is { } contract
            ? type.GetInterfaceMap(contract).TargetMethods.Single(method => method.IsStatic).Invoke(null, [$"WORD_{number}"])
            : null;

    private object? Derived(Type type, int depth) =>
        type.IsAbstract && type.Assembly.GetExportedTypes().Where(candidate => candidate.IsSubclassOf(type) && !candidate.IsAbstract).MinBy(candidate => candidate.FullName, StringComparer.Ordinal) is { } derived
            ? Make(derived, depth)
            : null;

    // A record may carry a live object beside its data, where it says that JSON leaves it out.
    private static bool IsDeclaredLive(PropertyInfo property) =>
        property.IsDefined(typeof(JsonIgnoreAttribute))
        && (property.PropertyType.IsSubclassOf(typeof(Delegate)) || property.PropertyType.IsAssignableTo(typeof(Exception))
            || ((property.PropertyType.IsAbstract || property.PropertyType.IsInterface) && !property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable))));

    // Fields of others are written among the object's own: where there are none, nothing is left that could come back.
    private static bool IsEmptyOverflow(PropertyInfo property, int depth) =>
        depth >= DeepestNesting && property.IsDefined(typeof(JsonExtensionDataAttribute));

    private object? Object(Type type, int depth)
    {
        if (depth >= DeepestNesting && !type.IsValueType)
        {
            return null;
        }

        var constructors = type.GetConstructors();
        if (type.IsAbstract || (constructors.Length == 0 && !type.IsValueType) || type.Namespace!.StartsWith("System", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{type} holds no plain value");
        }

        var constructor = constructors.OrderBy(candidate => candidate.GetParameters().Length).FirstOrDefault();
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            if (property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !IsDeclaredLive(property) && !IsEmptyOverflow(property, depth + 1))
            {
                property.SetValue(made, Make(property.PropertyType, depth + 1));
            }
        }

        return made;
    }
}
