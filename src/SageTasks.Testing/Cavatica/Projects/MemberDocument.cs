namespace SageTasks.Testing.Cavatica;

/// <summary>A member of a project.</summary>
internal sealed record MemberDocument
{
    public required string Username { get; init; }

    public string Type { get; init; } = "USER";

    public bool Read { get; init; } = true;

    public bool Write { get; init; }

    public bool Copy { get; init; }

    public bool Execute { get; init; }

    public bool Admin { get; init; }

    public static MemberDocument Owner(string username) =>
        new() { Username = username, Write = true, Copy = true, Execute = true, Admin = true };

    public bool May(Permission permission) => permission switch
    {
        Permission.Read => Read,
        Permission.Write => Write,
        Permission.Copy => Copy,
        Permission.Execute => Execute,
        _ => Admin,
    };
}
