// Verifies a published log of Article 33 with golang.org/x/mod/sumdb/{note,tlog}, which know nothing of it.
// Run: go run verify-log.go LOG-FOLDER VERIFIER-KEY [OLDER-CHECKPOINT]
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (folder) Height() int { return 8 }

// tlog names the height in a tile's path; tlog-tiles fixes it at 8 and leaves it out.
func (f folder) path(t tlog.Tile) string {
	return filepath.Join(string(f), "tile", strings.TrimPrefix(t.Path(), "tile/8/"))
}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(f.path(t))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (folder) SaveTiles([]tlog.Tile, [][]byte) {}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "NOT VERIFIED:", err)
		os.Exit(1)
	}
}

func open(path string, v note.Verifier) tlog.Tree {
	data, err := os.ReadFile(path)
	must(err)
	n, err := note.Open(data, note.VerifierList(v))
	must(err)
	lines := strings.SplitN(n.Text, "\n", 4)
	if len(lines) < 4 || lines[0] != v.Name() {
		must(fmt.Errorf("%s is no checkpoint of %s", path, v.Name()))
	}
	var tree tlog.Tree
	_, err = fmt.Sscanf(lines[1], "%d", &tree.N)
	must(err)
	tree.Hash, err = tlog.ParseHash(lines[2])
	must(err)
	return tree
}

func main() {
	dir := folder(os.Args[1])
	v, err := note.NewVerifier(os.Args[2])
	must(err)
	tree := open(filepath.Join(string(dir), "checkpoint"), v)
	// Every hash this gives is checked against the signed root on the way.
	hashes := tlog.TileHashReader(tree, dir)
	for first := int64(0); first < tree.N; first += 256 {
		width := 256
		if tree.N-first < 256 {
			width = int(tree.N - first)
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: width}
		bundle, err := os.ReadFile(strings.Replace(dir.path(tile), "tile/0/", "tile/entries/", 1))
		must(err)
		for i := first; i < first+int64(width); i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				must(fmt.Errorf("entry %d is cut off", i))
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			want, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
			must(err)
			if tlog.RecordHash(bundle[2:end]) != want[0] {
				must(fmt.Errorf("entry %d is not the one that was signed", i))
			}
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			must(fmt.Errorf("bytes after entry %d", first+int64(width)-1))
		}
	}
	if len(os.Args) > 3 {
		older := open(os.Args[3], v)
		proof, err := tlog.ProveTree(tree.N, older.N, hashes)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		fmt.Printf("continues the log of %d entries; ", older.N)
	}
	fmt.Printf("verified: %d entries, root %v\n", tree.N, tree.Hash)
}
