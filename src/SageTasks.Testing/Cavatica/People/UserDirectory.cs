using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SageTasks.Testing.Cavatica;

/// <summary>The users, and the operations that show them.</summary>
internal sealed class UserDirectory(CavaticaWorld world)
{
    private const string Hex = "0123456789abcdef";

    public CavaticaTable<UserDocument> Table { get; } = new(world.Store, "user", CavaticaJson.Default.UserDocument, user => user.Username);

    public static string NewToken() => RandomNumberGenerator.GetString(Hex, 32);

    public UserDocument? Find(string username) => Table.Find(username);

    public UserDocument? ByToken(string token)
    {
        lock (world.Lock)
        {
            return Table.All.FirstOrDefault(user => user.Token == token);
        }
    }

    /// <summary>The user of a name, made when new; a token that is given replaces the one that it had.</summary>
    public UserDocument Admit(string username, string? token)
    {
        lock (world.Lock)
        {
            var known = Find(username);
            return known is not null && (token is null || known.Token == token)
                ? known
                : Table.Put(new UserDocument { Username = username, Email = $"{username}@example.org", Token = token ?? NewToken() });
        }
    }

    public void Map(CavaticaApi api) => api
        .Map("GET /user", call => call.One(Write(call, call.User)))
        .Map("GET /users", call => call.List([.. Table.All], user => Write(call, user), "href", "username"))
        .Map("GET /users/{name}", call => call.One(Write(call, Find(call["name"]) ?? throw CavaticaErrors.Refuse(404, 2002, "Requested user does not exist."))));

    private static JsonObject Write(CavaticaCall call, UserDocument user) => new()
    {
        ["href"] = call.Href($"/users/{user.Username}"),
        ["username"] = user.Username,
        ["email"] = user.Email,
        ["first_name"] = user.Username,
        ["last_name"] = "",
        ["affiliation"] = "",
        ["phone"] = "",
        ["address"] = "",
        ["city"] = "",
        ["state"] = "",
        ["country"] = "",
        ["zip_code"] = "",
        ["role"] = "MEMBER",
    };
}
