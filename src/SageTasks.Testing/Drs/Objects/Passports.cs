namespace SageTasks.Testing.Drs;

/// <summary>Which objects a request opens.</summary>
internal sealed class Passports(LocalDrsOptions options)
{
    public const string Issuer = "https://visas.example.org/";

    /// <summary>Refuses a request for an object that it does not open.</summary>
    public void Check(DrsDocument found, IReadOnlyList<string>? given)
    {
        if (!Opens(found, given))
        {
            throw DrsErrors.Refuse(given is null ? 401 : 403, $"The object '{found.Id}' needs a passport with a visa of {Issuer}.");
        }
    }

    public bool Opens(DrsDocument found, IReadOnlyList<string>? given) =>
        !found.RequiresPassport || given?.Intersect(options.Passports, StringComparer.Ordinal).Any() == true;
}
