using System.Security.Cryptography;

namespace SageTasks.Testing;

/// <summary>Names for runs that were given none.</summary>
internal static class RandomNames
{
    private static readonly string[] Moods =
        ["amazing", "boring", "clever", "curious", "distracted", "drunk", "elated", "fervent", "gigantic", "happy", "insane", "jovial", "lonely", "mighty", "nice", "peaceful", "reverent", "sleepy", "tiny", "wise"];

    private static readonly string[] People =
        ["avogadro", "bohr", "cori", "curie", "darwin", "euler", "franklin", "galileo", "hopper", "lovelace", "mcclintock", "mendel", "noether", "pasteur", "planck", "ramanujan", "sanger", "turing", "volta", "watson"];

    public static string Next() =>
        $"{Moods[RandomNumberGenerator.GetInt32(Moods.Length)]}_{People[RandomNumberGenerator.GetInt32(People.Length)]}";
}
